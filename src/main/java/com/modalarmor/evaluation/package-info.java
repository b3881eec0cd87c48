/**
 * How well attacks are found: labelled texts through the real scanner, counted. What is measured is
 * what ships.
 */
package com.modalarmor.evaluation;
