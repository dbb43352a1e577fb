package org.p2pltr.wiki.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** Advice for everything that answers with a screen for people, and not for the REST API. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ControllerAdvice(
        basePackages = {
            "org.p2pltr.wiki.page",
            "org.p2pltr.wiki.history",
            "org.p2pltr.wiki.changes",
            "org.p2pltr.wiki.conflict",
            "org.p2pltr.wiki.web",
            "org.p2pltr.wiki.guide",
            "org.p2pltr.wiki.away",
            "org.p2pltr.wiki.admin",
            "org.p2pltr.wiki.security"
        })
@interface ScreenAdvice {}
