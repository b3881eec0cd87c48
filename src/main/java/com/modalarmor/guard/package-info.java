/** What a request hides from the one who reads its answer. */
package com.modalarmor.guard;
