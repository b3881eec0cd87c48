/** What is dangerous where an answer is rendered, printed or run. */
package com.modalarmor.detect.output;
