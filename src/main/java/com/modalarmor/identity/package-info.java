/** Who calls: API keys and JWTs, admitted strictly, verified once, remembered until they expire. */
package com.modalarmor.identity;
