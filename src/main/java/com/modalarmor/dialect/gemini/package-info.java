/** The Gemini wire as its SDKs speak it, under /v1beta and /v1. */
package com.modalarmor.dialect.gemini;
