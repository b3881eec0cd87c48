/**
 * Credentials in texts: the shapes that providers publish, as data under {@code conf/secrets/},
 * values given to names that say what they hold, and connection strings.
 *
 * <p>The way of a scan: one pass of the pattern engine over the folded text finds shapes, one pass
 * over its operators finds assignments; what is found is checked against the characters as they
 * were sent (case, entropy, checksum, placeholder). Both passes are linear.
 */
package com.modalarmor.detect.secret;
