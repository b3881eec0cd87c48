package com.modalarmor.vector;

/** A database as it is told to callers. Immutable. */
public record Database(String id, Space space) {}
