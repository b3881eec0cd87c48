/** Texts under inspection: folded views with a map back to the original, and offset arithmetic. */
package com.modalarmor.text;
