/**
 * A model stand-in that speaks the Gemini wire over real sockets, for {@code demo} and for tests.
 */
package com.modalarmor.upstream.simulator;
