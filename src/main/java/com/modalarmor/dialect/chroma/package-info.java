/** Chroma's REST API, version 2, as its own clients speak it. */
package com.modalarmor.dialect.chroma;
