/** Links that are dangerous by where they lead or by what they carry. */
package com.modalarmor.detect.url;
