/**
 * Typed settings from a YAML file and the environment; every fault is reported at once, by key
 * path.
 */
package com.modalarmor.settings;
