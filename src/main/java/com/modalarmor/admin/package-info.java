/** The management socket (health, metrics) and the admin socket. */
package com.modalarmor.admin;
