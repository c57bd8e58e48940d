/** The REST gateway: one servlet, one Jersey application per plugin. */
package dev.callboard.http.gateway;
