/**
 * Custom training: a customer's labelled rows are checked first, then the base model learns from
 * them, and what came out is kept only when its figures allow.
 */
package com.modalarmor.training;
