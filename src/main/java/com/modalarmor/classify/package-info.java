/** The attack model: features of a text, weights, training, and the file that ships. */
package com.modalarmor.classify;
