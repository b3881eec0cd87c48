package com.modalarmor.tenant;

import com.modalarmor.settings.Sha256;

/** An API key and whose it is. Immutable. */
public record KeyOwner(Tenant tenant, ApiKey key, Sha256 hash) {}
