/** A Chroma server as the store, over its own REST API. */
package com.modalarmor.vector.chroma;
