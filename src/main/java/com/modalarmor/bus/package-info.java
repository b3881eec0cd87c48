/** Bounded request lanes between verticles; the one place that touches the event bus. */
package com.modalarmor.bus;
