/** The callers' filters: parsed, bounded, matched, written again. Pure. */
package com.modalarmor.vector.filter;
