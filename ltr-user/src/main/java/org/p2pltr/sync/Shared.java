package org.p2pltr.sync;

import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Signer;
import org.p2pltr.merge.ReconciliationEngine;

/** What all documents of the User Peer share. */
final class Shared {
    final UserSettings settings;
    final Signer signer;
    final ReconciliationEngine engine = ReconciliationEngine.standard();
    final MasterFinder masters;
    final Index index;
    final CatalogFollower follower;

    private boolean online = true;
    private int published;
    private int retrieved;
    private long questions;

    Shared(UserSettings settings, Signer signer) {
        this.settings = settings;
        this.signer = signer;
        this.masters = new MasterFinder(settings.cells());
        this.index = new Index(settings.network());
        this.follower = new CatalogFollower(settings, masters);
    }

    Index.Line line(DocumentKey document) {
        return index.lineOf(document);
    }

    boolean isOnline() {
        return online;
    }

    void online(boolean now) {
        online = now;
    }

    void countPublished(int patches) {
        published += patches;
    }

    void countRetrieved(int patches) {
        retrieved += patches;
    }

    int published() {
        return published;
    }

    int retrieved() {
        return retrieved;
    }

    /** A new number for a question to the log's reader. */
    long question() {
        return ++questions;
    }
}
