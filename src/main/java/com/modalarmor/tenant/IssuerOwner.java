package com.modalarmor.tenant;

/** A token issuer and for whom it is believed. Immutable. */
public record IssuerOwner(Tenant tenant, JwtIssuer issuer) {}
