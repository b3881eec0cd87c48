/** What the connections of both sides share: flushes that leave together, received bytes. */
package com.modalarmor.transport;
