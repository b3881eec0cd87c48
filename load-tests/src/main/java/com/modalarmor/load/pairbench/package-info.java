/**
 * The pair bench: gateway, bare proxy and nginx in front of one model stand-in, driven in
 * alternation.
 *
 * <p>One thread runs the whole bench; the processes it starts do the work.
 */
package com.modalarmor.load.pairbench;
