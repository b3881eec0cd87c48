/** Policies: data as written, the compiled form, and the pure decision over findings. */
package com.modalarmor.policy;
