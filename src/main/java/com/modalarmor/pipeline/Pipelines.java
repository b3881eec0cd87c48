package com.modalarmor.pipeline;

/** The pipelines of one ingress loop. Confined to it. */
public record Pipelines(
    ChatPipeline chat, InspectPipeline inspect, VectorPipeline vectors, Settlement settlement) {}
