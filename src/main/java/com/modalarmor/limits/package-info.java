/**
 * Rate, daily quota and requests in flight of a tenant: in Redis, and by a declared share without
 * it.
 */
package com.modalarmor.limits;
