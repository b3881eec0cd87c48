/** JSON schemas, compiled and checked within bounds. */
package com.modalarmor.json.schema;
