/** The bus through which other processes publish and read events. */
package dev.callboard.events.bus;
