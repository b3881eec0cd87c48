/**
 * Web addresses as browsers read them: the host behind an address whatever its disguise, and what
 * an address carries.
 */
package com.modalarmor.text.url;
