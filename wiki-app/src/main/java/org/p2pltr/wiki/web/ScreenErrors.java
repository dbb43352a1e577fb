package org.p2pltr.wiki.web;

import org.p2pltr.wiki.peer.PeerSilentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Errors of the screens: what is wrong in a sentence, and where to go. */
@ScreenAdvice
class ScreenErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ScreenErrors.class);

    private final SiteAdvice site;

    ScreenErrors(SiteAdvice site) {
        this.site = site;
    }

    @ExceptionHandler
    ModelAndView missing(NotFoundException e) {
        return screen(HttpStatus.NOT_FOUND, "Not here", e);
    }

    @ExceptionHandler
    ModelAndView wrong(IllegalArgumentException e) {
        return screen(HttpStatus.BAD_REQUEST, "That does not work", e);
    }

    @ExceptionHandler
    ModelAndView wrong(TypeMismatchException e) {
        ModelAndView view = screen(HttpStatus.BAD_REQUEST, "That does not work", e);
        return view.addObject(
                "detail",
                "The address has '" + e.getValue() + "' in it, where something else belongs.");
    }

    @ExceptionHandler
    ModelAndView silent(PeerSilentException e) {
        return screen(HttpStatus.SERVICE_UNAVAILABLE, "The peer is busy", e);
    }

    /** A mistake of ours: told in the log, and as a screen like any other. */
    @ExceptionHandler
    ModelAndView mistake(RuntimeException e) {
        LOG.error("a screen could not be shown", e);
        ModelAndView view = new ModelAndView("error", HttpStatus.INTERNAL_SERVER_ERROR);
        view.addObject("title", "Something went wrong");
        view.addObject(
                "detail", "This is a mistake in the program. Nothing you typed is lost by it.");
        view.addObject("site", site.site());
        return view;
    }

    private ModelAndView screen(HttpStatus status, String title, Exception e) {
        ModelAndView view = new ModelAndView("error", status);
        view.addObject("title", title);
        view.addObject("detail", String.valueOf(e.getMessage()));
        view.addObject("site", site.site());
        return view;
    }
}
