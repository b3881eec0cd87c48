/** Reports the names, ages and groups that {@code names} finds. */
package com.modalarmor.detect.name;
