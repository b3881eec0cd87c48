/** Models behind the gateway: providers, deadlines, breaker, retry budget, and the guard on answers. */
package com.modalarmor.upstream;
