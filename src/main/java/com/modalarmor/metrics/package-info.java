/** Recorders for what the gateway does, and the registry they are scraped from. */
package com.modalarmor.metrics;
