/** The audit log: one record for every request, never its text. */
package com.modalarmor.audit;
