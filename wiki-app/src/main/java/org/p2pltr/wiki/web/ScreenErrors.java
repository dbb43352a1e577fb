package org.p2pltr.wiki.web;

import org.p2pltr.wiki.peer.PeerSilentException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Errors of the screens: what is wrong in a sentence, and where to go. */
@ScreenAdvice
class ScreenErrors {
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
    ModelAndView silent(PeerSilentException e) {
        return screen(HttpStatus.SERVICE_UNAVAILABLE, "The peer is busy", e);
    }

    private ModelAndView screen(HttpStatus status, String title, Exception e) {
        ModelAndView view = new ModelAndView("error", status);
        view.addObject("title", title);
        view.addObject("detail", String.valueOf(e.getMessage()));
        view.addObject("site", site.site());
        return view;
    }
}
