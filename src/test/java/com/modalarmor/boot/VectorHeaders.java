package com.modalarmor.boot;

import com.modalarmor.pipeline.VectorPipeline;

/** The gateway's own headers of vector requests. */
final class VectorHeaders {

  static final String LABEL = VectorPipeline.LABEL_HEADER;
  static final String CLEARANCE = VectorPipeline.CLEARANCE_HEADER;

  private VectorHeaders() {}
}
