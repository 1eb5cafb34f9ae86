/**
 * The Postgres that comes with the engine: its programs are unpacked from a jar, its data lives in
 * the engine's data folder.
 *
 * <p>Folder {@code <data>/postgres}: {@code server-*} the programs, {@code data} the cluster,
 * {@code run} log and passing files, {@code password} of the one database user, {@code lock} held
 * while an engine runs, and, if you like, {@code local.conf} with settings of your own.
 *
 * <p>It listens on 127.0.0.1 only and asks for the password. Postgres refuses to run as root: an
 * engine that runs as root gives the cluster to an unprivileged account and starts it as that.
 */
package io.cartwright.store.embedded;
