/**
 * The way of one request: who, how much, what is in it, what may pass, what came back, what is
 * kept.
 */
package com.modalarmor.pipeline;
