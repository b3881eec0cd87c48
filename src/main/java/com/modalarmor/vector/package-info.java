/**
 * Access to vector collections: who may do what (labels, rights), what is asked for (filters), and
 * the stores behind one interface. The only authority in front of a store that has none.
 */
package com.modalarmor.vector;
