/** The gateway's own inspection route, {@code POST /v1/inspect}. */
package com.modalarmor.dialect.inspect;
