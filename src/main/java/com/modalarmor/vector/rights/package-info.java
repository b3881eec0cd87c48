/** Labels, subjects and what a policy's roles come to for one class of subjects. Pure. */
package com.modalarmor.vector.rights;
