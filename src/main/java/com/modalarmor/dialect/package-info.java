/** Client-facing wires: routes, and outcomes in each wire's own shapes. */
package com.modalarmor.dialect;
