/**
 * What the Gatling run needs to know of the gateway before its JVM starts: address, token, trust.
 *
 * <p>Single-threaded.
 */
package com.modalarmor.load.trust;
