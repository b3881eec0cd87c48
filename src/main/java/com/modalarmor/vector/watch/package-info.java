/** Looks for vectors that are odd together: floods of near-duplicates, hubs near everything. */
package com.modalarmor.vector.watch;
