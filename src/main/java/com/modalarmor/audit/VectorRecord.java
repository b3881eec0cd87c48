package com.modalarmor.audit;

import java.util.List;
import java.util.Map;

/**
 * What a request for rows of a vector store touched. Immutable by agreement; bounded by who fills
 * it.
 *
 * @param clearance the label that the caller acted with
 * @param roles of the caller
 * @param ids of the first rows shown, written or removed
 * @param rows how many in all
 * @param labels distinct labels of these rows
 * @param denied by the level of what was asked for; {@code operation} where that was not granted
 * @param quarantined rows put aside because of their texts
 * @param flooding rows written that are nearly the same as many others
 * @param hubs rows written or shown that come close to everything
 * @param probing true when with this request a subject crossed the line of denials
 */
public record VectorRecord(
    String clearance,
    List<String> roles,
    String collection,
    List<String> ids,
    int rows,
    List<String> labels,
    Map<String, Integer> denied,
    int quarantined,
    int flooding,
    int hubs,
    boolean probing) {}
