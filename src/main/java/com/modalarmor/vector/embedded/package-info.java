/** The embedded store: rows in memory, every change in a Lucene index before it is answered. */
package com.modalarmor.vector.embedded;
