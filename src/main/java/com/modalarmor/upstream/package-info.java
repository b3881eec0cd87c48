/** The way to the model: one provider per upstream, with deadlines, breaker and retry budget. */
package com.modalarmor.upstream;
