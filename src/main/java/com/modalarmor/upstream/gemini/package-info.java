/** The Gemini API over a pooled HTTP/2 or HTTP/1.1 client. */
package com.modalarmor.upstream.gemini;
