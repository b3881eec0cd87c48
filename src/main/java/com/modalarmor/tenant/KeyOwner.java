package com.modalarmor.tenant;

/** An API key and whose it is. Immutable. */
public record KeyOwner(Tenant tenant, ApiKey key, Sha256 hash) {}
