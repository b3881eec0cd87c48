/** Real clients against a whole gateway: Google's SDKs and curl, with base URL and key changed. */
package com.modalarmor.sdk;
