/** Provider-neutral words for a conversation: parts with role and trust, request, reply, usage. */
package com.modalarmor.chat;
