/** The data plane's socket: TLS, envelope rules, body bounds, and the way of answers back. */
package com.modalarmor.ingress;
