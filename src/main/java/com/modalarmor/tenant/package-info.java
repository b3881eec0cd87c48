/** Who may use the gateway: tenants, keys, issuers, and the immutable snapshot of them all. */
package com.modalarmor.tenant;
